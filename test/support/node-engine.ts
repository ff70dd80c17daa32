export { openNodeEngine } from '../../tools/node-engine.ts';

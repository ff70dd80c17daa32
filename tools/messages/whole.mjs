// A build shakes and splits thousands of small modules; a server that hands out one module at a time chokes on them and gets all as one.

const fromRuntime = "import { getLocale, experimentalStaticLocale } from '../runtime.js';\n";
const comments = /^\/\*\*?[\s\S]*?\*\/\n?|\/\*\* @type \{.*?\} \*\/ (?=\()/gm;

/** The messages as one module, without the comments of each; throws when a module is not what the compiler writes today. */
export function wholeModule(modules) {
  const parts = [...modules].map(([key, code]) => {
    const bare = code.replace(comments, '');
    if (!bare.includes(fromRuntime) || !bare.includes(`export const ${key} = `))
      throw new Error(`unknown form of compiled message: ${key}`);
    return bare.replace(fromRuntime, '').trim();
  });
  return `${fromRuntime}${parts.join('\n')}\n`;
}

declare const levels: string[][];
export = levels;

// Paraglide can declare its types itself, but takes longer for that than for everything else, and leaves thousands of modules to check.

const inputs = /@typedef \{(\{.*\})\} \w+Inputs \*\//;

/** Types of the messages as one module: name, parameters, and the English text as documentation. */
export function declareMessages(modules, english) {
  const lines = [...modules].map(([key, code]) => {
    const found = inputs.exec(code);
    if (!found) throw new Error(`unknown form of compiled message: ${key}`);
    const text = english[key].replaceAll('*/', '*\\/');
    return `/** ${text} */\nexport declare const ${key}: (inputs${found[1] === '{}' ? '?' : ''}: ${found[1]}, options?: Options) => string;\n`;
  });
  return `interface Options {\n  locale?: 'en' | 'zh-Hans';\n}\n\n${lines.join('')}`;
}

/** Types of what is used of the runtime. */
export const declaredRuntime = "export declare function overwriteGetLocale(next: () => 'en' | 'zh-Hans'): void;\n";

/** Types of a module whose messages are looked up by computed key. */
export const declaredDomain = 'export {};\n';

/** In development the kit comes whole, so its style sheet does too. */
export function developmentStyles() {
  return {
    name: 'hoshu-development-styles',
    apply: 'serve',
    transform(code, id) {
      if (!id.endsWith('/src/shared/Kit.tsx')) return undefined;
      return { code: `import '@mantine/core/styles.css';\n${code}`, map: null };
    },
  };
}

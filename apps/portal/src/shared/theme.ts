import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core';

// Colour values of the Digital Agency design system (@digital-go-jp/design-tokens 1.1.9, MIT).
const blue: MantineColorsTuple = ['#f0f9ff', '#dcf0ff', '#c0e4ff', '#97d3ff', '#57b8ff', '#39abff', '#008bf2', '#0877d7', '#0066be', '#0055ad'];
const green: MantineColorsTuple = ['#e6f5ec', '#c2e5d1', '#9bd4b5', '#71c598', '#51b883', '#2cac6e', '#259d63', '#1d8b56', '#197a4b', '#0c472a'];
const red: MantineColorsTuple = ['#fdeeee', '#ffdada', '#ffbbbb', '#ff9696', '#ff7171', '#ff5454', '#fe3939', '#ec0000', '#ce0000', '#850000'];
const yellow: MantineColorsTuple = ['#fbf5e0', '#fff0b3', '#ffe380', '#ffd43d', '#ffc700', '#ebb700', '#d2a400', '#b78f00', '#927200', '#604b00'];
const gray: MantineColorsTuple = ['#f7f7f7', '#f2f2f2', '#e6e6e6', '#cccccc', '#b3b3b3', '#949494', '#767676', '#4d4d4d', '#333333', '#1a1a1a'];

const fontFamily = '"Noto Sans JP","Noto Sans CJK JP","Hiragino Sans","Hiragino Kaku Gothic ProN","BIZ UDPGothic","Yu Gothic UI",Meiryo,system-ui,sans-serif';

// The kit's own light and filled variants miss 4.5:1; these pairs reach it in both schemes.
const variantColorResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  if (input.variant === 'filled' || !input.variant) return { ...resolved, color: 'light-dark(var(--mantine-color-white), #101214)' };
  if (input.variant !== 'light' || !input.color) return resolved;
  const name = input.color in input.theme.colors ? input.color : 'gray';
  return {
    ...resolved,
    background: `light-dark(var(--mantine-color-${name}-1), color-mix(in srgb, var(--mantine-color-${name}-8) 38%, transparent))`,
    hover: `light-dark(var(--mantine-color-${name}-2), color-mix(in srgb, var(--mantine-color-${name}-8) 52%, transparent))`,
    color: `light-dark(var(--mantine-color-${name}-9), var(--mantine-color-${name}-2))`,
  };
};

export const theme = createTheme({
  fontFamily,
  headings: {
    fontFamily,
    fontWeight: '700',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.45' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.5' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.6' },
    },
  },
  colors: { blue, green, red, yellow, gray },
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 4 },
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  cursorType: 'pointer',
  fontSizes: { xs: '.8125rem', sm: '.875rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.5', sm: '1.6', md: '1.7', lg: '1.7', xl: '1.7' },
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    Badge: { defaultProps: { radius: 'sm', size: 'lg', tt: 'none' }, styles: { label: { overflow: 'visible' }, root: { flexShrink: 0, overflow: 'visible' } } },
    ActionIcon: { defaultProps: { size: 'lg', variant: 'subtle' } },
    Input: { defaultProps: { size: 'md' } },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'], size: 'md' },
      styles: { label: { fontWeight: 700, marginBottom: 4 }, required: { display: 'none' }, description: { marginBottom: 6, fontSize: '.875rem' }, error: { marginTop: 6, fontSize: '.875rem' } },
    },
    Modal: { defaultProps: { radius: 'lg', padding: 'lg' } },
  },
});

const roles = {
  '--mantine-color-body': 'var(--h-surface)',
  '--mantine-color-text': 'var(--h-text)',
  '--mantine-color-dimmed': 'var(--h-dimmed)',
  '--mantine-color-error': 'var(--h-error)',
  '--mantine-color-anchor': 'var(--h-anchor)',
  '--mantine-color-placeholder': 'light-dark(#6b6b6b, #a0a0a0)',
  '--mantine-color-default-border': 'light-dark(#d8dde3, #3a3d43)',
};
/** The kit takes its roles from the product's own (app.css), so that both always agree. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles });

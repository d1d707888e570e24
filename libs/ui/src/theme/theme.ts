import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const sea: MantineColorsTuple = [
  '#e8f6f4',
  '#d0ece9',
  '#a5dad4',
  '#78c7bf',
  '#4db8af',
  '#2aa39a',
  '#138f87',
  '#0b7a75',
  '#08625e',
  '#064a47',
];
const gray: MantineColorsTuple = [
  '#f7f9f9',
  '#eff3f2',
  '#e3e9e8',
  '#d3dbda',
  '#b7c2c0',
  '#879491',
  '#5c6866',
  '#465150',
  '#2d3635',
  '#182020',
];
const dark: MantineColorsTuple = [
  '#dbe2e1',
  '#bcc6c5',
  '#9aa6a5',
  '#6f7b7a',
  '#3d4746',
  '#2c3534',
  '#1d2423',
  '#121716',
  '#0c100f',
  '#070a09',
];
const amber: MantineColorsTuple = [
  '#fff6e0',
  '#fdeabf',
  '#fad98a',
  '#f5c554',
  '#eeb02b',
  '#d99712',
  '#b0760a',
  '#8a5a06',
  '#6b4504',
  '#4d3103',
];
const red: MantineColorsTuple = [
  '#fdeceb',
  '#fad5d3',
  '#f4aaa6',
  '#ee807a',
  '#e66059',
  '#d6453e',
  '#bf2f29',
  '#a5231e',
  '#861b17',
  '#671411',
];

/** Mantine picks the ink on a filled ground by the light scheme alone; ours follows the scheme that is shown. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  return input.variant === 'filled' ? { ...colors, color: 'var(--gs-on-filled)' } : colors;
};

/** The tokens of the pages as a Mantine theme: one accent, radius 8, a 4-pixel grid, one shadow, Inter. */
export const theme = createTheme({
  colors: { sea, gray, dark, amber, red },
  primaryColor: 'sea',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  variantColorResolver,
  luminanceThreshold: 0.34,
  black: '#14201f',
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '999px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontFamily: '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '14px', md: '16px', lg: '18px', xl: '20px' },
  lineHeights: { xs: '1.3334', sm: '1.42858', md: '1.5', lg: '1.4445', xl: '1.4' },
  headings: {
    fontWeight: '620',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '1.3334' },
      h2: { fontSize: '18px', lineHeight: '1.3334' },
      h3: { fontSize: '16px', lineHeight: '1.5' },
      h4: { fontSize: '14px', lineHeight: '1.42858' },
      h5: { fontSize: '14px', lineHeight: '1.42858' },
      h6: { fontSize: '12px', lineHeight: '1.3334' },
    },
  },
  shadows: {
    xs: 'var(--gs-shadow)',
    sm: 'var(--gs-shadow)',
    md: 'var(--gs-shadow)',
    lg: 'var(--gs-shadow)',
    xl: 'var(--gs-shadow)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Text: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { size: 'sm', underline: 'always' } },
    Paper: { defaultProps: { withBorder: true, radius: 'md' } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 12 } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, multiline: true, maw: 320 } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } } },
    Popover: { defaultProps: { shadow: 'md', withArrow: true } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Button: { defaultProps: { fw: 550 } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
  },
});

/** Colours that Mantine's own defaults draw too faint to be read (WCAG AA), in both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--gs-ink-soft)',
    '--mantine-color-error': '#a5231e',
    '--mantine-color-placeholder': '#667270',
    '--mantine-color-anchor': '#0b6e69',
    '--mantine-color-default-border': '#cfd8d6',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--gs-ink-soft)',
    '--mantine-color-error': '#ff9a94',
    '--mantine-color-placeholder': '#93a09e',
    '--mantine-color-anchor': '#6fcbc3',
    // Four shades above ours, which is the palest: a warning would be drawn in white.
    '--mantine-color-red-outline': 'var(--gs-red)',
    '--mantine-color-amber-outline': 'var(--gs-amber)',
    '--mantine-color-sea-outline': 'var(--gs-accent-ink)',
  },
});

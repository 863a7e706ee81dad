/** Mantine in the look of theme.css. Its variables come from its static style sheet: the content policy allows no style elements. */
import {
  Button,
  CloseButton,
  NativeSelect,
  Progress,
  TextInput,
  Textarea,
  createTheme,
  defaultVariantColorsResolver,
} from '@mantine/core';

export const theme = createTheme({
  fontFamily: 'inherit',
  defaultRadius: 6,
  cursorType: 'pointer',
  variantColorResolver(input) {
    const solid = (name: 'solid' | 'danger') => ({
      background: `var(--${name})`,
      hover: `var(--${name}-hover)`,
      color: `var(--on-${name})`,
      border: '1px solid transparent',
    });
    if (input.variant === 'filled') return solid('solid');
    // What can erase a disk or stop a boot.
    if (input.variant === 'danger') return solid('danger');
    // Mantine's own blue on blue cannot be read while the mouse is on it.
    if (input.variant === 'subtle')
      return {
        background: 'transparent',
        hover: 'var(--hover)',
        color: 'var(--dhcp)',
        border: '1px solid transparent',
      };
    return defaultVariantColorsResolver(input);
  },
  components: {
    Button: Button.extend({ defaultProps: { size: 'compact', variant: 'default' } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'compact' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'compact' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'compact' } }),
    Progress: Progress.extend({ defaultProps: { size: 6, radius: 3 } }),
    CloseButton: CloseButton.extend({ defaultProps: { size: 22 } }),
  },
});

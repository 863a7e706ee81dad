/**
 * Text of people and images on a line of an iPXE script. iPXE (core/exec.c) puts settings in for `${…}` first, then splits the
 * line at blanks, and takes the words `||` and `&&` for the end of a command; a line break begins the next one.
 */
export function ipxeText(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      // All of the dollars: of `$${` one would be left before the brace.
      .replace(/\$+\{/g, '{')
      .replace(/(?<![^ ])(\|\||&&)(?![^ ])/g, (word) => word.slice(1))
      .trim()
  );
}

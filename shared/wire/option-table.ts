/** Options as rows of a table: one look-up for DHCP options, and for the options inside options (PXE, iPXE, relay agents). */
import { DecodeError } from './bytes.ts';
import type { OptionCodec } from './dhcp-option-codecs.ts';
import type { DhcpOption } from './dhcp.ts';

interface OptionRow {
  readonly code: number;
  /** camelCase. */
  readonly name: string;
  /** For a person, with the unit where there is one. */
  readonly label: string;
  readonly codec: unknown;
}

export type NameIn<Rows extends readonly OptionRow[]> = Rows[number]['name'];

/** The type that the codec of the row `N` reads and writes. */
export type ValueIn<Rows extends readonly OptionRow[], N extends NameIn<Rows>> =
  Extract<Rows[number], { readonly name: N }>['codec'] extends OptionCodec<infer T> ? T : never;

export interface DissectedOption<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly value: unknown;
}

export interface OptionTable<Rows extends readonly OptionRow[]> {
  code(name: NameIn<Rows>): number;
  /** "Option 224" for a code outside the table. */
  label(code: number): string;
  has(options: readonly DhcpOption[], name: NameIn<Rows>): boolean;
  /**
   * Of the first such option. Undefined when it is absent, and also when its bytes are malformed: they stay in `options`.
   * Never throws.
   */
  value<N extends NameIn<Rows>>(options: readonly DhcpOption[], name: N): ValueIn<Rows, N> | undefined;
  /** For showing any option as it comes. Undefined for a code outside the table; `value` is undefined when malformed. */
  dissect(option: DhcpOption): DissectedOption<NameIn<Rows>> | undefined;
  /** @throws RangeError for a value its bytes cannot hold: a defect of the caller */
  make<N extends NameIn<Rows>>(name: N, value: ValueIn<Rows, N>): DhcpOption;
}

export function optionTable<const Rows extends readonly OptionRow[]>(rows: Rows): OptionTable<Rows> {
  type Name = NameIn<Rows>;
  const codes = Object.fromEntries(rows.map(({ name, code }) => [name, code])) as Record<Name, number>;
  const codecs = Object.fromEntries(rows.map(({ name, codec }) => [name, codec])) as {
    readonly [N in Name]: OptionCodec<ValueIn<Rows, N>>;
  };
  const byCode = new Map<number, Rows[number]>(rows.map((row) => [row.code, row]));

  function find(options: readonly DhcpOption[], name: Name): DhcpOption | undefined {
    const code = codes[name];
    for (const option of options) if (option.code === code) return option;
    return undefined;
  }

  return {
    code: (name) => codes[name],
    label: (code) => byCode.get(code)?.label ?? `Option ${code}`,
    has: (options, name) => find(options, name) !== undefined,
    value(options, name) {
      const option = find(options, name);
      return option && wellFormed(codecs[name], option.data);
    },
    dissect(option) {
      const row = byCode.get(option.code);
      if (row === undefined) return undefined;
      const name: Name = row.name;
      return { name, label: row.label, value: wellFormed(codecs[name], option.data) };
    },
    make: (name, value) => ({ code: codes[name], data: codecs[name].encode(value) }),
  };
}

function wellFormed<T>(codec: OptionCodec<T>, data: Uint8Array): T | undefined {
  try {
    return codec.decode(data);
  } catch (thrown) {
    if (thrown instanceof DecodeError) return undefined;
    throw thrown;
  }
}

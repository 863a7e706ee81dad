/**
 * What a machine's SMBIOS says of it, as iPXE and installers pass it on. Boards whose maker filled nothing in carry the words
 * of the specification's examples, and those are no facts.
 */

/** As told. */
export interface ToldFacts {
  readonly serial?: string;
  readonly product?: string;
  readonly manufacturer?: string;
  readonly uuid?: string;
}

/**
 * What iPXE sends behind `?` (ipxe-facts.ts). Not by the rules of forms: it escapes blanks, `%` and `#`, but neither `&` nor `+`,
 * which stand in names like "Standard PC (i440FX + PIIX, 1996)" (seen from iPXE of 2019).
 */
export function parseFacts(query: string): ToldFacts {
  const facts: Partial<Record<keyof ToldFacts, string>> = {};
  for (const part of query.split(/&(?=(?:serial|product|manufacturer|uuid)=)/)) {
    const [, name, value = ''] = /^(serial|product|manufacturer|uuid)=(.*)$/s.exec(part) ?? [];
    if (name !== undefined) facts[name as keyof ToldFacts] = percentDecoded(value);
  }
  return facts;
}

/** SMBIOS says nothing of an encoding: what is no UTF-8 is read byte by byte. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  }
}

export interface HardwareFacts {
  readonly serial?: string;
  /** "Dell Inc. PowerEdge R640" */
  readonly model?: string;
  /** Lower case, canonical form. */
  readonly uuid?: string;
}

const MAX_LENGTH = 100;

/** Seen on boards of many makers; compared without case, punctuation and blanks. */
const PLACEHOLDERS = new Set([
  ...['tobefilledbyoem', 'notspecified', 'notapplicable', 'notavailable', 'na', 'none', 'null', 'unknown'],
  ...['defaultstring', 'default', 'empty', 'invalid', 'oem', 'allseries', 'undefined', 'unspecified'],
  ...['systemserialnumber', 'chassisserialnumber', 'baseboardserialnumber', 'serialnumber'],
  ...['systemproductname', 'systemmanufacturer', 'systemname', 'productname', 'manufacturer'],
  ...['0123456789', '123456789', '1234567890', 'abcdefghi'],
]);

/** Without what firmware pads and fills with; undefined: nothing is said by it. */
export function factText(told: string | undefined): string | undefined {
  const text = (told ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const bare = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  // One character repeated: zeros, x, dots.
  const says = bare !== '' && !/^(.)\1*$/.test(bare) && !PLACEHOLDERS.has(bare);
  return says && text.length <= MAX_LENGTH ? text : undefined;
}

export function hardwareFacts(told: ToldFacts): HardwareFacts {
  const [serial, product, manufacturer] = [told.serial, told.product, told.manufacturer].map(factText);
  const uuid = told.uuid?.toLowerCase();
  const isUuid = uuid !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid);
  return {
    ...(serial !== undefined && { serial }),
    ...(product !== undefined && { model: withMaker(product, manufacturer) }),
    ...(isUuid && factText(uuid) !== undefined && { uuid }),
  };
}

/** "HP ProLiant DL360" has its maker in it already. */
function withMaker(product: string, manufacturer: string | undefined): string {
  const [word = ''] = (manufacturer ?? '').split(/[\s,]/);
  const said = word === '' || product.toLowerCase().startsWith(word.toLowerCase());
  return said ? product : `${manufacturer} ${product}`;
}

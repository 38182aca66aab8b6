/** A message as Outlook saves it. */
export interface OutlookMail { readonly subject: string; readonly senderName: string; readonly senderAddress: string; readonly recipient: string; /** Transport headers, as the receiving server handed them over. */ readonly headers: string; readonly body: string }

interface Entry { readonly name: string; readonly content: Buffer | null; readonly children: readonly Entry[] }
interface Slot { readonly name: string; readonly type: 1 | 2 | 5; left: number; right: number; child: number; start: number; size: number }

const sector = 512;
const mini = 64;
const miniLimit = 4096;
const [endOfChain, fatSector, none] = [0xfffffffe, 0xfffffffd, 0xffffffff];
const stream = (name: string, content: Buffer): Entry => ({ name, content, children: [] });
const storage = (name: string, children: readonly Entry[]): Entry => ({ name, content: null, children });
const padded = (bytes: Buffer, unit: number, fill = 0): Buffer => Buffer.concat([bytes, Buffer.alloc((unit - (bytes.length % unit)) % unit, fill)]);

// [MS-CFB] 2.6.4: siblings by the length of their names, then by their upper-case letters.
const bySibling = (a: Entry, b: Entry): number => a.name.length - b.name.length || (a.name.toUpperCase() < b.name.toUpperCase() ? -1 : 1);

/** Gives each entry its place in the directory; siblings stand in a balanced tree whose nodes are all black. Returns the tree's root. */
function place(slots: Slot[], contents: Map<number, Buffer>, siblings: readonly Entry[]): number {
  if (siblings.length === 0) return none;
  const middle = Math.floor(siblings.length / 2);
  const entry = siblings[middle] as Entry;
  const slot: Slot = { name: entry.name, type: entry.content ? 2 : 1, left: none, right: none, child: none, start: 0, size: entry.content?.length ?? 0 };
  const index = slots.push(slot) - 1;
  if (entry.content) contents.set(index, entry.content);
  slot.child = place(slots, contents, [...entry.children].sort(bySibling));
  slot.left = place(slots, contents, siblings.slice(0, middle));
  slot.right = place(slots, contents, siblings.slice(middle + 1));
  return index;
}

function directoryEntry(slot: Slot): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(slot.name, 'utf16le');
  bytes.writeUInt16LE((slot.name.length + 1) * 2, 64);
  bytes.writeUInt8(slot.type, 66);
  bytes.writeUInt8(1, 67);
  [slot.left, slot.right, slot.child].forEach((value, index) => bytes.writeUInt32LE(value, 68 + index * 4));
  bytes.writeUInt32LE(slot.start, 116);
  bytes.writeUInt32LE(slot.size, 120);
  return bytes;
}

const words = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
};
/** Links `count` units in a row from `start` on. */
const chain = (table: number[], start: number, count: number): void => { for (let index = 0; index < count; index += 1) table[start + index] = index === count - 1 ? endOfChain : start + index + 1; };

/** An OLE compound file, version 3, with one FAT sector (up to 64 KB of content). [MS-CFB] */
function compoundFile(children: readonly Entry[]): Buffer {
  const slots: Slot[] = [{ name: 'Root Entry', type: 5, left: none, right: none, child: none, start: endOfChain, size: 0 }];
  const contents = new Map<number, Buffer>();
  (slots[0] as Slot).child = place(slots, contents, [...children].sort(bySibling));
  const [fat, miniFat, large, small]: [number[], number[], Buffer[], Buffer[]] = [[fatSector], [], [], []];
  for (const [index, content] of contents) {
    const slot = slots[index] as Slot;
    const [table, list, unit] = content.length < miniLimit ? [miniFat, small, mini] as const : [fat, large, sector] as const;
    slot.start = content.length === 0 ? endOfChain : table.length;
    chain(table, table.length, Math.ceil(content.length / unit));
    list.push(padded(content, unit));
  }
  const put = (bytes: Buffer, fill = 0): number => {
    const start = fat.length;
    chain(fat, start, Math.ceil(bytes.length / sector));
    large.push(padded(bytes, sector, fill));
    return start;
  };
  const root = slots[0] as Slot;
  root.size = Buffer.concat(small).length;
  root.start = put(Buffer.concat(small));
  const miniFatStart = put(words(miniFat), 0xff);
  const directoryStart = put(padded(Buffer.concat(slots.map(directoryEntry)), sector));
  if (fat.length > sector / 4) throw new Error('too large for one FAT sector');
  const header = Buffer.alloc(sector, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.fill(0, 8, 76);
  [0x3e, 3, 0xfffe, 9, 6].forEach((value, index) => header.writeUInt16LE(value, 24 + index * 2));
  [1, directoryStart, 0, miniLimit, miniFatStart, Math.ceil(miniFat.length / 128), endOfChain, 0, 0].forEach((value, index) => header.writeUInt32LE(value, 44 + index * 4));
  return Buffer.concat([header, padded(words(fat), sector, 0xff), ...large]);
}

const text = (tag: string, value: string): Entry => stream(`__substg1.0_${tag}001F`, Buffer.from(value, 'utf16le'));

/** The fixed part of every property: its tag, that it may be read and written, and for text the length with its end. [MS-OXMSG] 2.4 */
function properties(head: number, texts: readonly (readonly [string, string])[]): Entry {
  const rows = texts.map(([tag, value]) => words([Number.parseInt(`${tag}001F`, 16), 6, value.length * 2 + 2, 0]));
  return stream('__properties_version1.0', Buffer.concat([Buffer.alloc(head), ...rows]));
}

/** The bytes of a `.msg`: written from the formats' own descriptions, so that the reader is not tested with its own writer. */
export function outlookFile(mail: OutlookMail): Buffer {
  const own = [['001A', 'IPM.Note'], ['0037', mail.subject], ['007D', mail.headers], ['0C1A', mail.senderName], ['0C1E', 'SMTP'], ['0C1F', mail.senderAddress], ['1000', mail.body], ['5D01', mail.senderAddress]] as const;
  const to = [['3001', mail.recipient], ['3002', 'SMTP'], ['3003', mail.recipient], ['39FE', mail.recipient]] as const;
  const top = properties(32, own);
  top.content?.writeUInt32LE(1, 8);
  top.content?.writeUInt32LE(1, 16);
  return compoundFile([
    storage('__nameid_version1.0', ['00020102', '00030102', '00040102'].map((tag) => stream(`__substg1.0_${tag}`, Buffer.alloc(0)))),
    storage('__recip_version1.0_#00000000', [properties(8, to), ...to.map(([tag, value]) => text(tag, value))]),
    top, ...own.map(([tag, value]) => text(tag, value)),
  ]);
}

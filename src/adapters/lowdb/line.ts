import { crc32 } from 'node:zlib';

const CHECKSUM_LENGTH = 8;

/** What is wrong with a line of a file; never quotes the line. */
export class LineFault extends Error {
  override readonly name = 'LineFault';
}

/** A JSON text as a line of a file: its CRC-32 in eight hexadecimal digits, a space, the text, a line feed. */
export function encodeLine(json: string): string {
  return `${checksumOf(json)} ${json}\n`;
}

/** The value of a line, given without its line feed; throws LineFault when it is not exactly what was written. */
export function decodeLine(line: Buffer): unknown {
  const text = line.subarray(CHECKSUM_LENGTH + 1);
  if (line.toString('latin1', 0, CHECKSUM_LENGTH + 1) !== `${checksumOf(text)} `)
    throw new LineFault(faultOf(text));
  return JSON.parse(text.toString('utf8'));
}

function checksumOf(text: string | Buffer): string {
  return crc32(text).toString(16).padStart(CHECKSUM_LENGTH, '0');
}

function faultOf(text: Buffer): string {
  try {
    JSON.parse(text.toString('utf8'));
    return 'the text does not match its checksum; it was changed after it was written';
  } catch {
    return 'the text does not match its checksum and is not JSON';
  }
}

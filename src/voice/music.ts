/** Samples in a second: what a telephone line carries. */
const RATE = 8_000;

/** The notes, in half tones above A3, and pauses; each lasts as long as the others. */
const MELODY = '0 7 12 16 12 7 - 5 9 12 17 12 9 - 7 11 14 19 14 11 -'.split(' ');
const NOTE_SECONDS = 0.42;
const LOUDNESS = 0.22;

let made: Buffer | undefined;

/** What is played to callers who wait: some nine seconds of a soft melody, as a WAV file (16 bits, mono). Ours, so free of anybody's rights. */
export function holdMusic(): Buffer {
  made ??= wavOf(samples());
  return made;
}

function samples(): Int16Array {
  const perNote = Math.round(NOTE_SECONDS * RATE);
  const all = new Int16Array(perNote * MELODY.length);
  MELODY.forEach((note, at) => {
    if (note === '-') return;
    const frequency = 220 * 2 ** (Number(note) / 12);
    for (let index = 0; index < perNote; index += 1) {
      const seconds = index / RATE;
      // Swells at once, dies away: a plucked string rather than a signal.
      const envelope = Math.min(1, index / 80) * Math.exp(-4 * seconds);
      const wave =
        Math.sin(2 * Math.PI * frequency * seconds) + 0.3 * Math.sin(4 * Math.PI * frequency * seconds);
      all[at * perNote + index] = Math.round(LOUDNESS * envelope * wave * 0x7fff);
    }
  });
  return all;
}

function wavOf(given: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  const bytes = given.length * 2;
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  const body = Buffer.alloc(bytes);
  given.forEach((sample, at) => body.writeInt16LE(sample, at * 2));
  return Buffer.concat([header, body]);
}

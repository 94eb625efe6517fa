/** What an answer is written with. */
export interface Rendering {
  /** The address under which the engine tells what came of it: keys, what was recorded, that the music is over, or that the room was left. */
  step: (what?: 'waited' | 'left' | 'recorded') => string;
  /** The address of the music. */
  music: string;
  /** The address under which the engine tells that somebody has come into a room or left it. */
  status: string;
  /** The sentence for a key of `voice`, in the language of a tag. */
  speak: (text: string, params: Record<string, string | number>, language: string) => string;
}

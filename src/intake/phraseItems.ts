import type { Lexicon } from './grammarWords.ts';
import { isSoft, spansOf, type Span } from './phraseSpans.ts';
import type { Token } from './phraseText.ts';

/** Somebody or something that was named. */
export interface Named {
  kind: 'named';
  form: 'name' | 'me' | 'my' | 'address' | 'mailbox' | 'quoted';
  text: string;
  /** Of a mailbox: the name in front of the address. */
  displayName?: string;
  /** The preposition in front. */
  link: string;
  /** In a list with the one before: "amos and ada". */
  joined: boolean;
}

/** What a text is made of, for one language. */
export type Item =
  /** `link`: the preposition in front, of a word. */
  | { kind: 'concept'; role: 'verb' | 'word' | 'day' | 'guard' | 'filler'; name: string; link?: string }
  | { kind: 'number'; text: string; link: string }
  | { kind: 'phone'; text: string; link: string }
  | { kind: 'pronoun' | 'and' | 'comma' | 'stop' | 'question' }
  | Named;

/** The items of a text, and how badly the language fits: unknown words weigh ten, missing diacritics one. */
export interface ItemList {
  items: Item[];
  cost: number;
  /** The longest name, in words. */
  longestName: number;
}

/** Reads tokens with the words of one language. */
export function itemsOf(text: string, tokens: readonly Token[], lexicon: Lexicon): ItemList {
  const builder = new ItemBuilder(text, tokens, lexicon.has("d'"));
  for (const span of spansOf(tokens, lexicon)) builder.add(span);
  return builder.finish();
}

/** Puts items together; a name is everything from its first to its last unknown word, spelt as it was typed. */
class ItemBuilder {
  private readonly items: Item[] = [];
  private cost = 0;
  private longestName = 0;
  private link = '';
  private name: { from: number; to: number; words: number; link: string } | undefined;
  /** Small words behind the open name: part of it when the name goes on, or when nothing follows that they could belong to. */
  private pending: Span[] = [];

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
    /** Whether "d'amos@…" may be of Amos. */
    private readonly elides: boolean,
  ) {}

  /** Takes the next span. */
  add(span: Span): void {
    this.cost += span.match?.misspelt ?? 0;
    if (!span.match) return this.addUnknown(span);
    const { role, name } = span.match.phrase;
    if (isSoft(span) && this.name && !(role === 'link' && name !== 'of')) return void this.pending.push(span);
    if (role === 'link') this.addLink(name);
    else if (role === 'and') this.addMark('and');
    else if (role === 'polite') this.closeName(true);
    else if (role === 'pronoun') this.push({ kind: 'pronoun' });
    else if (role === 'word' && (name === 'me' || name === 'my')) this.pushMe(name);
    else if (role === 'day') this.addDay(name);
    else if (role !== 'noise') this.addConcept(role, name);
  }

  /** The items, when the text is at its end. */
  finish(): ItemList {
    this.closeName(true);
    return { items: this.items, cost: this.cost, longestName: this.longestName };
  }

  private addUnknown(span: Span): void {
    const token = this.tokens[span.from];
    if (!token) return;
    if (token.kind === 'word') return this.extendName(span);
    if (token.kind === 'genitive') return this.closeName(true);
    if (token.kind === 'colon') return this.addressName();
    if (token.kind === 'comma' || token.kind === 'stop' || token.kind === 'question')
      return this.addMark(token.kind);
    this.closeName(false);
    if (token.kind === 'number' || token.kind === 'phone')
      this.push({ kind: token.kind, text: token.value, link: this.takeLink() });
    else this.pushNamed(token.kind, this.withoutElision(token), token.name);
  }

  /** "le code d'amos@…" is Amos's; "le code de d'angelo@…" is d'Angelo's. */
  private withoutElision(token: Token): string {
    const isOf =
      this.elides && this.link === '' && this.items.at(-1)?.kind === 'concept' && token.kind === 'address';
    return isOf ? token.value.replace(/^d['’]/i, '') : token.value;
  }

  /** "porte pour amos" are two things; "de la Cruz" is one. */
  private addLink(name: string): void {
    this.closeName(false);
    this.link = name;
  }

  /** "Amos Marble: reset PIN" speaks of Amos, it does not tell what he does. */
  private addressName(): void {
    this.closeName(true);
    const last = this.items.at(-1);
    if (last?.kind === 'named' && last.link === '')
      this.items[this.items.length - 1] = { ...last, link: 'for' };
  }

  private extendName(span: Span): void {
    this.cost += 10 * (1 + this.pending.length);
    if (this.name) {
      this.name.to = span.to;
      this.name.words += 1 + this.pending.length;
    } else this.name = { from: span.from, to: span.to, words: 1, link: this.takeLink() };
    this.pending = [];
  }

  /** `atEnd`: nothing follows that small words behind the name could belong to, so they are the name's. */
  private closeName(atEnd: boolean): void {
    const { name, pending } = this;
    this.name = undefined;
    this.pending = [];
    if (!name) return;
    const last = atEnd ? (pending.at(-1)?.to ?? name.to) : name.to;
    const text = this.text.slice(this.tokens[name.from]?.start, this.tokens[last - 1]?.end);
    this.longestName = Math.max(this.longestName, name.words);
    this.push({ kind: 'named', form: 'name', text, link: name.link, joined: this.isJoined() });
    if (!atEnd) for (const span of pending) this.add(span);
  }

  private addMark(kind: 'and' | 'comma' | 'stop' | 'question'): void {
    this.closeName(true);
    this.link = '';
    this.push({ kind });
  }

  private addConcept(role: 'verb' | 'word' | 'guard' | 'filler', name: string): void {
    this.closeName(false);
    const { link } = this;
    if (role !== 'filler') this.link = '';
    this.push({ kind: 'concept', role, name, ...(role === 'word' && link !== '' && { link }) });
  }

  /** *Today* is as light as a polite word; *yesterday* tells of the past. */
  private addDay(name: string): void {
    if (name !== 'today') return this.addConcept('guard', name);
    this.closeName(true);
    this.push({ kind: 'concept', role: 'day', name });
  }

  private pushMe(form: 'me' | 'my'): void {
    this.closeName(false);
    this.pushNamed(form, 'me');
  }

  private pushNamed(form: Named['form'], text: string, displayName?: string): void {
    const named: Named = { kind: 'named', form, text, link: this.takeLink(), joined: this.isJoined() };
    this.push(displayName === undefined ? named : { ...named, displayName });
  }

  private takeLink(): string {
    const { link } = this;
    this.link = '';
    return link;
  }

  /** Whether an "and" or a comma stands right in front. */
  private isJoined(): boolean {
    const last = this.items.at(-1)?.kind;
    return last === 'and' || last === 'comma';
  }

  private push(item: Item): void {
    this.items.push(item);
  }
}

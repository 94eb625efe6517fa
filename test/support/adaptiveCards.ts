import { createRequire } from 'node:module';

/** As much of npm `adaptivecards` as is used here; its own types do not compile under our settings. */
interface AdaptiveCards {
  Versions: { v1_5: unknown };
  SerializationContext: new (version: unknown) => {
    eventCount: number;
    getEventAt(at: number): { message: string };
  };
  AdaptiveCard: new () => { parse(card: unknown, context: unknown): void };
}

// Its main entry fails in Node; the browser build does not.
const library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as AdaptiveCards;

/** What the reference library has to say against a card at version 1.5; nothing for a good one. */
export function cardFaults(card: unknown): string[] {
  const context = new library.SerializationContext(library.Versions.v1_5);
  new library.AdaptiveCard().parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  // The library tests "lang" with a regular expression that keeps its position: every second card fails it.
  return events.filter((event) => !event.includes('property "lang"') && !isTeamsElement(event, card));
}

/** Elements that only Teams knows; elsewhere their fallback is shown, so they must have one. */
const TEAMS_ELEMENTS = ['CodeBlock', 'ProgressBar'];

function isTeamsElement(event: string, card: unknown): boolean {
  const name = /^Unknown element type "([\w.]+)"\. Fallback will be used if present/.exec(event)?.[1] ?? '';
  return TEAMS_ELEMENTS.includes(name) && elementsOf(card, name).every((element) => 'fallback' in element);
}

/** The elements of a type, however deep. */
function elementsOf(part: unknown, type: string): object[] {
  if (typeof part !== 'object' || part === null) return [];
  const inside = Object.values(part).flatMap((one) => elementsOf(one, type));
  return (part as { type?: unknown }).type === type ? [part, ...inside] : inside;
}

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

/** Elements that only Teams knows; everywhere else their fallback stands, without which this is a fault. */
const ONLY_IN_TEAMS = /^Unknown element type "CodeBlock"\. Fallback will be used if present\.$/;

/** What the reference library has to say against a card at version 1.5; nothing for a good one. */
export function cardFaults(card: unknown): string[] {
  const context = new library.SerializationContext(library.Versions.v1_5);
  new library.AdaptiveCard().parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  // The library tests "lang" with a regular expression that keeps its position: every second card fails it.
  const hasFallback = JSON.stringify(card).includes('"fallback":{"type":"Container"');
  return events.filter(
    (event) => !event.includes('property "lang"') && !(hasFallback && ONLY_IN_TEAMS.test(event)),
  );
}

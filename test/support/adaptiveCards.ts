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
  const faults = events.filter((event) => !event.includes('property "lang"') && !OF_TEAMS.test(event));
  return [...faults, ...withoutFallback(card)];
}

/** What the library says of elements that Teams has beyond it. */
const OF_TEAMS = /^Unknown element type "(Chart\.Donut|Chart\.VerticalBar\.Grouped|CodeBlock|ProgressBar)"\./;

/** The elements of Teams that leave other clients with nothing. */
function withoutFallback(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(withoutFallback);
  if (typeof part !== 'object' || part === null) return [];
  const { type, fallback } = part as { type?: unknown; fallback?: unknown };
  const lacks =
    typeof type === 'string' && /^(Chart\.|CodeBlock$|ProgressBar$)/.test(type) && fallback === undefined;
  return [...(lacks ? [`${type} has no fallback`] : []), ...Object.values(part).flatMap(withoutFallback)];
}

/** A button of a card. */
export interface CardButton {
  type: string;
  title: string;
  verb?: string;
  id?: string;
  data?: unknown;
  fallback?: CardButton;
}

/** Every button of a card, at whatever depth, in reading order. A fallback is no button of its own. */
export function buttonsOf(card: unknown): CardButton[] {
  return partsOf(card).filter(
    (part): part is Record<string, unknown> & CardButton =>
      isPart(part, 'Action.') && typeof part['title'] === 'string',
  );
}

/** The values that a card's inputs have before anybody touches them. */
export function inputsOf(card: unknown): Record<string, unknown> {
  const inputs = partsOf(card).filter((part) => isPart(part, 'Input.') && part['value'] !== undefined);
  return Object.fromEntries(inputs.map((input) => [String(input['id']), input['value']]));
}

/** Every text that a card shows. */
export function textOf(card: unknown): string {
  const texts = partsOf(card).flatMap((part) => [
    part['text'],
    part['title'],
    part['value'],
    part['label'],
    part['altText'],
  ]);
  return texts.filter((text) => typeof text === 'string').join('\n');
}

/** A card's objects, outermost first. What a button carries is data and no part of the card. */
function partsOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  const part = value as Record<string, unknown>;
  const inner = Object.entries(part).filter(([field]) => field !== 'fallback' && field !== 'data');
  return [part, ...inner.flatMap(([, content]) => partsOf(content))];
}

/** Whether a part is of a family of card types. */
function isPart(part: Record<string, unknown>, family: string): boolean {
  return typeof part['type'] === 'string' && part['type'].startsWith(family);
}

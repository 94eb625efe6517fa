import type { Language } from '../domain/language.ts';
import type { DeliveryLine } from '../domain/view.ts';
import { formatMoment } from './dates.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Texts } from './texts.ts';

/** A delivery in words: "Amos Marble, mail" and "sent", or "given up: the mailbox does not exist". */
export function deliveryFact(line: DeliveryLine, language: Language, texts: Texts, preview = false): { label: string; value: string } {
  const channel = texts(language, `channel.${line.channel}`);
  const kind = texts(language, `noticeKind.${line.kind}`);
  const to = line.to === null ? '' : ` ${escapeMarkdown(line.to)}`;
  const reason = line.reason === null ? '' : `: ${texts(language, `deliveryReason.${line.reason}`)}`;
  const state = preview ? kind : `${kind}: ${texts(language, `deliveryState.${line.state}`)}${reason}`;
  return { label: `${escapeMarkdown(line.person)}, ${channel}${to}`, value: state };
}

/** When it arrived, else when it was queued. */
export function deliveryWhen(line: DeliveryLine, language: Language): string {
  return formatMoment(line.at, language);
}

import type { Language } from '../domain/language.ts';
import { PIN_KINDS } from '../domain/notice.ts';
import type { DeliveryLine } from '../domain/deliveryLine.ts';
import { formatMoment } from './dates.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Texts } from './texts.ts';

/** A delivery in words: "Amos Marble, mail" and "sent", or "given up: the mailbox does not exist". */
export function deliveryFact(
  line: DeliveryLine,
  language: Language,
  texts: Texts,
  preview = false,
): { label: string; value: string } {
  const channel = texts(language, `channel.${line.channel}`);
  const to = line.to === null ? '' : ` ${escapeMarkdown(line.to)}`;
  const label = `${escapeMarkdown(line.person)}, ${channel}${to}`;
  const kind = texts(language, `noticeKind.${line.kind}`);
  if (preview) return { label, value: kind };
  const state = texts(language, `deliveryState.${line.state}`);
  if (line.reason === null) return { label, value: texts(language, 'delivery.state', { kind, state }) };
  const reason = texts(language, `deliveryReason.${reasonOf(line)}`);
  return { label, value: texts(language, 'delivery.stateWhy', { kind, state, reason }) };
}

/** Why a delivery is where it is: a PIN that nobody was told cannot be sent again. */
function reasonOf({ reason, kind }: DeliveryLine): string {
  return reason === 'expired' && PIN_KINDS.includes(kind) ? 'expired-pin' : String(reason);
}

/** When it arrived, else when it was queued. */
export function deliveryWhen(line: DeliveryLine, language: Language): string {
  return formatMoment(line.at, language);
}

import type { ResultStanding, View } from '../domain/view.ts';
import type { SentCard } from '../domain/sentCard.ts';
import type { ChatDelivery, DeliveryResult } from '../ports/delivery.ts';
import type { Presenter } from '../presentation/presenter.ts';

/** Edits cards that were sent: result cards as deliveries proceed, PIN cards to their mask, progress cards. */
export interface CardEditor {
  refreshCard: (card: SentCard, standing: ResultStanding) => Promise<DeliveryResult>;
  maskCard: (card: SentCard) => Promise<DeliveryResult>;
  editCard: (card: SentCard, view: View) => Promise<DeliveryResult>;
}

/** Makes the editor on chat delivery. */
export function cardEditor(chat: ChatDelivery, presenter: Presenter): CardEditor {
  const edit = async (card: SentCard, view: View): Promise<DeliveryResult> => {
    if (card.address === null || card.activityId === null)
      return { outcome: 'failed', reason: 'conversation-gone', detail: 'never sent' };
    return chat.update(card.address, card.activityId, presenter.card(view, card.language));
  };
  return {
    refreshCard: (card, standing) =>
      edit(card, card.view.kind === 'result' ? { ...card.view, ...standing } : card.view),
    maskCard: (card) => edit(card, card.view),
    editCard: edit,
  };
}

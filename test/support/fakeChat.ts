import type { ConversationAddress } from '../../src/domain/conversation.ts';
import type { ChatDelivery, ChatMessage, ChatRecipient, DeliveryResult } from '../../src/ports/delivery.ts';
import { aConversation } from './builders.ts';

/** A chat that keeps what it gets and answers as told. */
export class FakeChat implements ChatDelivery {
  readonly sent: { to: ChatRecipient; message: ChatMessage }[] = [];
  readonly updated: { address: ConversationAddress; activityId: string; message: ChatMessage }[] = [];
  /** Used up one by one; then every message is taken. An error is thrown. */
  readonly answers: (DeliveryResult | Error | Promise<DeliveryResult>)[] = [];

  async send(to: ChatRecipient, message: ChatMessage): Promise<DeliveryResult> {
    this.sent.push({ to, message });
    const opened = to.address
      ? {}
      : { address: { ...aConversation().address, conversationId: `opened-${to.objectId}` } };
    return this.#answer({ outcome: 'sent', activityId: `activity-${this.sent.length}`, ...opened });
  }

  async update(
    address: ConversationAddress,
    activityId: string,
    message: ChatMessage,
  ): Promise<DeliveryResult> {
    this.updated.push({ address, activityId, message });
    return this.#answer({ outcome: 'sent', activityId });
  }

  async #answer(usual: DeliveryResult): Promise<DeliveryResult> {
    const answer = await this.answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? usual;
  }
}

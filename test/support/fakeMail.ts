import type { DeliveryResult, Mail, MailDelivery } from '../../src/ports/delivery.ts';

/** A mail transport that keeps what it gets and answers as told. */
export class FakeMail implements MailDelivery {
  available = true;
  readonly sent: Mail[] = [];
  /** Used up one by one; then every mail is taken. An error is thrown. */
  readonly answers: (DeliveryResult | Error | Promise<DeliveryResult>)[] = [];

  async send(mail: Mail): Promise<DeliveryResult> {
    this.sent.push(mail);
    const answer = await this.answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? { outcome: 'sent' };
  }
}

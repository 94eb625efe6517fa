import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { Refusal } from '../domain/refusal.ts';
import { button } from './buttons.ts';
import { startAgain } from './migrating/queueMigration.ts';
import { migrationsWith } from './migrating/numberLeft.ts';
import { phone } from './numberFields.ts';
import { ADMINS, operation, type Change } from './operation.ts';

/** Updates the invitations that may still have a number, without waiting any longer: of whoever had it, gone people included. */
export const migrateNumber = operation({
  name: 'migrateNumber',
  right: ADMINS,
  fields: { number: phone(null) },
  changes: true,
  hidden: true,
  personal: true,
  async run(work, { number }): Promise<Change> {
    if (!work.house.calendar) throw new Refusal('no-calendar');
    const { underWay, failed } = await migrationsWith(work, number);
    const people = await startAgain(work, [...underWay, ...failed]);
    const count = underWay.length + failed.length;
    const what = message('done.migrateNumber', { count, number: formatPhoneNumber(number) });
    return {
      lines: [{ person: null, what, facts: [] }],
      people,
      buttons: [button('retireNumber', { number })],
    };
  },
});

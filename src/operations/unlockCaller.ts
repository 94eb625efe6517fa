import { freshGuard, isLocked } from '../calls/pinGuard.ts';
import { message } from '../domain/message.ts';
import { formatPhoneNumber } from '../domain/phoneNumber.ts';
import { callerInRecord } from './sourceRecord.ts';
import { callerKey } from './attending/pinTries.ts';
import { phoneOrNone } from './numberFields.ts';
import { ADMINS, operation, type Change } from './operation.ts';

/** Lets a caller into meetings again from whose number too many wrong IDs and PINs were entered; none: those who hide their number. */
export const unlockCaller = operation({
  name: 'unlockCaller',
  right: ADMINS,
  fields: { caller: phoneOrNone(null) },
  form: ['caller'],
  under: 'resetPin',
  changes: true,
  async run({ tx, now, settings }, { caller }): Promise<Change> {
    const key = callerKey(caller);
    const guard = (await tx.pinGuards.get(key)) ?? freshGuard(key);
    const locked = isLocked(guard, now);
    await tx.pinGuards.delete(key);
    const what = `${locked ? 'unlockCaller' : 'callerNotLocked'}${caller === null ? 'Hidden' : ''}`;
    const number = caller === null ? '' : formatPhoneNumber(caller);
    const name = callerInRecord(caller, settings);
    return {
      lines: [
        {
          person: null,
          what: message(`done.${what}`, { number }),
          facts: [{ label: 'wrongEntries', value: String(guard.total) }],
        },
      ],
      before: { [name]: locked },
      after: { [name]: false },
    };
  },
  undoes: 'undo-impossible',
});

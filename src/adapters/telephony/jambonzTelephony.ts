import { TelephonyError, type Telephony } from '../../ports/telephony.ts';
import { askEngine } from './engineApi.ts';

/** The statuses with which jambonz says that there is no such call. Source: jambonz, "Update a call". */
const GONE = [404, 410, 422];

/** The REST interface of jambonz: it ends calls. It records nothing in answer to a verb, so it announces nobody by name. */
export function jambonzTelephony(options: {
  url: string;
  account: string;
  authorization: string;
}): Telephony {
  const { account, authorization } = options;
  const api = { url: `${options.url}/Accounts/${encodeURIComponent(account)}`, authorization };
  const cannot = () => Promise.reject(new TelephonyError('jambonz records no names'));
  return {
    announce: cannot,
    recording: cannot,
    forget: cannot,
    async hangUp(call) {
      const path = `/Calls/${encodeURIComponent(call)}`;
      await askEngine(api, 'PUT', path, { body: { call_status: 'completed' }, expected: GONE });
    },
  };
}

/** Where Teams keeps the files of a chat: OneDrive of the organisation, in the public and the national clouds. */
const FILE_HOSTS = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us', '.sharepoint.cn'];

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Milliseconds in which a file has to be here or there. */
export const FILE_PATIENCE = 10_000;

/** Whether files may go there and come from there: where Teams keeps them, and in local mode this machine alone. */
export function isFileHost(url: string, local: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username } = new URL(url);
  if (username !== '') return false;
  if (local) return /^https?:$/.test(protocol) && LOOPBACK_HOSTS.includes(hostname);
  return protocol === 'https:' && FILE_HOSTS.some((host) => hostname.endsWith(host));
}

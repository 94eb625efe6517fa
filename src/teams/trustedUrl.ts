import { isLoopback } from '../domain/loopback.ts';

/**
 * Whether a URL that a request names may be called: one of these hosts by HTTPS, where a leading dot stands for any host below;
 * in local mode this machine alone.
 */
export function isTrustedUrl(url: string, hosts: readonly string[], local: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username } = new URL(url);
  if (username !== '') return false;
  if (local) return /^https?:$/.test(protocol) && isLoopback(hostname);
  return (
    protocol === 'https:' &&
    hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host))
  );
}

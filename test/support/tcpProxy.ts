import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A place between two programs where their connection can be broken in the ways in which networks break. */
export class TcpProxy {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #state: 'passing' | 'refusing' | 'silent' = 'passing';

  private constructor(targetPort: number) {
    this.#server = createServer((near) => this.#join(near, targetPort));
  }

  /** Starts one before a port of this machine. */
  static async start(targetPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Everything passes, on connections that are made from now on. */
  pass(): void {
    // What was silent cannot speak again: what was said meanwhile is lost.
    if (this.#state === 'silent') this.#breakAll();
    this.#state = 'passing';
  }

  /** All connections break, and no new one can be made. */
  cut(): void {
    this.#state = 'refusing';
    this.#breakAll();
  }

  /** Half open: nothing passes any more in either direction, and neither side learns of it; new connections are made and stay mute. */
  silence(): void {
    this.#state = 'silent';
  }

  /** All connections break once; new ones can be made. */
  interrupt(): void {
    this.#breakAll();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(near: Socket, targetPort: number): void {
    near.on('error', () => undefined);
    if (this.#state === 'refusing') return void near.destroy();
    const far = connect(targetPort, '127.0.0.1');
    far.on('error', () => undefined);
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    const from = (source: Socket, target: Socket) => {
      source.on('data', (bytes) => this.#state !== 'silent' && target.write(bytes));
      source.on('close', () => {
        // An end is news as well.
        if (this.#state === 'silent') return;
        target.destroy();
        this.#pairs.delete(pair);
      });
    };
    from(near, far);
    from(far, near);
  }

  #breakAll(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    this.#pairs.clear();
  }
}

import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server that every host name but our own resolves to: what reaches it has left the page. */
export interface Canary {
  port: number;
  /** first line of every TCP connection's text, and `udp` for every datagram, since the last `forget` */
  hits: string[];
  forget(): void;
  close(): Promise<void>;
}

/** The browser's vendor is called by the browser itself, whatever its switches; that is no traffic of the page. */
const ofTheBrowser = /(googleapis|gvt1|google)\.com/;

const answer = 'HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok';

/** Starts the TCP and UDP canary on one port of the loopback. */
export async function startCanary(): Promise<Canary> {
  const hits: string[] = [];
  const tcp = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (bytes) => {
      const text = bytes.toString('latin1');
      if (!ofTheBrowser.test(text))
        hits.push(bytes[0] === 22 ? `tls ${/[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/.exec(text)?.[0] ?? '?'}` : (text.split('\r\n')[0] ?? ''));
      socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4');
  udp.on('message', () => hits.push('udp'));
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  return {
    port,
    hits,
    forget: () => void (hits.length = 0),
    close: async () => {
      udp.close();
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
}

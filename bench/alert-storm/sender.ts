import { connect, type Socket } from 'node:net';

/** How Prometheus's clients are imitated: one alert in each request, so many requests under way at once. */
const connections = 8;

/**
 * Posts each body to `/api/v2/alerts`, one after the other on each of eight connections that stay open; answers when all
 * are taken. It writes to bare sockets: what a client of its own would cost must not count against who is asked.
 * @throws Error for any answer but 200
 */
export async function postEach(url: string, bodies: readonly string[]): Promise<void> {
  const { hostname, port } = new URL(url);
  const requests = bodies.map((body) =>
    Buffer.from(
      `POST /api/v2/alerts HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  );
  let next = 0;
  const each = () => requests[next++];
  await Promise.all(Array.from({ length: connections }, () => postOn(connect(Number(port), hostname), each)));
}

/** Posts one request after the other on one connection, as long as there are some. Its answers have no body. */
function postOn(socket: Socket, next: () => Buffer | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const send = () => {
      const request = next();
      if (request) socket.write(request);
      else socket.end(resolve);
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (!answer.endsWith('\r\n\r\n')) return;
      if (!answer.startsWith('HTTP/1.1 200 ')) return socket.destroy(new Error(`Alertmanager answered: ${answer}`));
      answer = '';
      send();
    });
  });
}

// Speaks PROTOCOL.md of the gateway with a made-up market, so that the page can be looked at without the stack:
// Anybody may log in, with any password but "wrong":
//   node dev/mock-gateway.mjs [--port 8080] [--mode PAPER|LIVE] [--seed 7] [--static DIR] [--empty] [--silent-after SECONDS]
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { makeStory } from './story.mjs';

const { values: options } = parseArgs({
    options: {
        port: { type: 'string', default: '8080' },
        mode: { type: 'string', default: 'PAPER' },
        seed: { type: 'string', default: '7' },
        static: { type: 'string' },
        empty: { type: 'boolean', default: false },
        'silent-after': { type: 'string' },
    },
});
const RING_MAX = 10_000;
const STEP_MILLIS = 200;
const CONTENT_TYPES = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
};

const gatewayId = `mock-${process.pid}`;
let seq = 0;
let silent = false;
const ring = [];
const clients = new Set();

function publish(message) {
    const frame = JSON.stringify({ ...message, seq: ++seq });
    ring.push({ seq, frame });
    if (ring.length > RING_MAX) {
        ring.shift();
    }
    clients.forEach((client) => send(client, frame));
}

function send(client, frame) {
    if (!silent) {
        client.send(frame);
    }
}

const story = makeStory({ mode: options.mode, seed: Number(options.seed), publish });
const NOTHING = {
    sessions: [],
    instruments: [],
    feeds: [],
    markets: [],
    candles: {},
    indicators: [],
    strategies: [],
    positions: [],
    orders: [],
    signals: [],
    fills: [],
    alerts: [],
    tradingStates: [],
};

function sendSnapshot(client) {
    const content = options.empty ? NOTHING : story.snapshot();
    send(
        client,
        JSON.stringify({
            type: 'snapshot',
            seq,
            gatewayId,
            serverTime: new Date().toISOString(),
            ...content,
        }),
    );
    clients.add(client);
}

function resume(client, { gatewayId: wanted, lastSeq }) {
    const missed = ring.filter((message) => message.seq > lastSeq);
    if (wanted !== gatewayId || missed.length !== seq - lastSeq) {
        sendSnapshot(client);
        return;
    }
    missed.forEach(({ frame }) => send(client, frame));
    clients.add(client);
}

/** What the gateway takes, by method and path; each gives the status and the body of its answer. */
const WRITES = [
    [
        'POST /api/trading/state',
        (body) => {
            const commandId = story.id('command');
            setTimeout(() => story.decide(body, commandId), 150);
            return [202, { commandId, accepted: true }];
        },
    ],
    [
        'POST /api/trading/positions/close',
        ({ symbol }) => {
            setTimeout(() => story.close(symbol), 400);
            return [202, { commandId: story.id('command'), accepted: true }];
        },
    ],
    [
        /^POST \/api\/trading\/alerts\/(.+)\/acknowledge$/,
        (_, alertId) => {
            setTimeout(() => story.acknowledge(decodeURIComponent(alertId)), 100);
            return [202, { commandId: story.id('command'), accepted: true }];
        },
    ],
    [/^POST \/api\/trading\/orders\/cancel$/, () => [202, { commandIds: [], accepted: true }]],
    [
        /^PUT \/api\/trading\/sessions\/.+\/strategies\/.+$/,
        ({ strategy }) =>
            strategy?.version > 3
                ? [202, { sessionId: story.sessionId, accepted: true }]
                : [
                      400,
                      {
                          title: 'Bad Request',
                          status: 400,
                          detail: '1 part(s) of the request are wrong',
                          errors: [{ path: '$.strategy.version', message: 'must be above 3' }],
                      },
                  ],
    ],
    [
        'POST /api/trading/sessions',
        () => [
            400,
            {
                title: 'Bad Request',
                status: 400,
                detail: '1 part(s) of the request are wrong',
                errors: [
                    { path: '$.strategies[0].sections.S1[0].indicator', message: 'is not an indicator' },
                ],
            },
        ],
    ],
];

async function write(request, pathname, json) {
    const chunks = [];
    for await (const chunk of request) {
        chunks.push(chunk);
    }
    const body = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
    const call = `${request.method} ${pathname}`;
    for (const [path, answer] of WRITES) {
        const match = typeof path === 'string' ? path === call && [] : path.exec(call);
        if (match) {
            json(...answer(body, match[1]));
            return;
        }
    }
    json(404, { title: 'Not Found', status: 404, detail: `nothing at ${pathname}` });
}

const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const json = (status, body) => {
        response.writeHead(status, {
            'content-type': status < 400 ? 'application/json' : 'application/problem+json',
        });
        response.end(JSON.stringify(body));
    };
    const order = /^\/api\/trading\/orders\/(.+)$/.exec(pathname)?.[1];
    if (pathname === '/api/auth/login' || pathname === '/api/auth/refresh') {
        logIn(request, json);
    } else if (pathname === '/api/auth/logout') {
        response.writeHead(204).end();
    } else if (!request.headers.authorization && pathname.startsWith('/api/')) {
        json(401, { title: 'Unauthorized', status: 401, detail: 'log in first' });
    } else if (pathname === '/api/trading/status') {
        json(200, {
            gatewayId,
            serverTime: new Date().toISOString(),
            restored: true,
            sessions: [],
            feeds: [],
            tradingStates: [],
            counts: story.counts(),
            lag: 0,
            deadLetters: 0,
            clients: clients.size,
        });
    } else if (request.method !== 'GET' && !pathname.endsWith('/stop')) {
        void write(request, pathname, json);
    } else if (pathname.endsWith('/performance')) {
        json(200, story.performance());
    } else if (pathname === '/api/trading/orders') {
        json(200, story.orders());
    } else if (pathname === '/api/trading/dead-letters') {
        json(200, {
            count: 1,
            letters: [
                {
                    topic: 'signals',
                    partition: '1',
                    offset: '4711',
                    service: 'risk',
                    cause: 'UndecodableEvent: an event must have a value, had none',
                    time: new Date().toISOString(),
                },
            ],
        });
    } else if (order !== undefined) {
        const life = story.order(decodeURIComponent(order));
        json(life ? 200 : 404, life ?? { title: 'Not Found', status: 404, detail: `no order ${order}` });
    } else if (pathname.endsWith('/stop') && request.method === 'POST') {
        json(202, { sessionId: story.sessionId, accepted: true });
        setTimeout(() => story.stop('stopped by the trader'), 1500);
    } else if (options.static !== undefined) {
        serve(pathname, response);
    } else {
        json(404, { title: 'Not Found', status: 404, detail: `nothing at ${pathname}` });
    }
});

function logIn(request, json) {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
        const { user = 'mock', password } = JSON.parse(body);
        if (password === 'wrong') {
            json(401, { title: 'Unauthorized', status: 401, detail: 'user or password is wrong' });
            return;
        }
        json(200, {
            accessToken: 'mock',
            refreshToken: 'mock',
            expiresInSeconds: 900,
            user,
            roles: ['viewer', 'trader', 'risk', 'admin'],
        });
    });
}

function serve(pathname, response) {
    const path = join(options.static, normalize(pathname === '/' ? '/index.html' : pathname));
    if (!existsSync(path)) {
        response.writeHead(404).end();
        return;
    }
    response.writeHead(200, {
        'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': "default-src 'self'",
    });
    createReadStream(path).pipe(response);
}

const sockets = new WebSocketServer({
    server,
    path: '/ws',
    handleProtocols: () => 'bearer-token-carrier',
});
sockets.on('connection', (client) => {
    const patience = setTimeout(() => sendSnapshot(client), 500);
    client.on('message', (frame) => {
        clearTimeout(patience);
        resume(client, JSON.parse(frame.toString()));
    });
    client.on('close', () => {
        clearTimeout(patience);
        clients.delete(client);
    });
});

setInterval(() => {
    clients.forEach((client) =>
        send(client, JSON.stringify({ type: 'heartbeat', seq, serverTime: new Date().toISOString() })),
    );
}, 1000);
if (!options.empty) {
    setInterval(() => story.step(), STEP_MILLIS);
}
if (options['silent-after'] !== undefined) {
    setTimeout(
        () => {
            silent = true;
            sockets.clients.forEach((client) => client.close());
            server.close();
        },
        Number(options['silent-after']) * 1000,
    );
}
server.listen(Number(options.port), '127.0.0.1', () => {
    process.stdout.write(`mock gateway ${gatewayId} at http://127.0.0.1:${options.port}\n`);
});

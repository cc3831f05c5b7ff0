// Looks at the dashboard of a running stack as a trader does. Environment: DASHBOARD_URL, DASHBOARD_USER, DASHBOARD_PASSWORD, CHROMIUM, SCREENSHOTS (a directory), GATEWAY_PID,
// VENUE_URL (of the simulator).
// Prints one line a step; ends with exit code 1, FAILED and the step's name when something is not to be seen in time.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';

const { DASHBOARD_URL, DASHBOARD_USER, DASHBOARD_PASSWORD, CHROMIUM, SCREENSHOTS, GATEWAY_PID, VENUE_URL } = process.env;
/** When the scenario's first pump begins, as its market tells the time. */
const PUMP_MILLIS = Date.parse('2026-01-01T00:10:00Z');
const TRADE_MILLIS = 90_000;
const RECOVERY_MILLIS = 60_000;
const CUT_MILLIS = 10_000;

mkdirSync(SCREENSHOTS, { recursive: true });
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const wire = await cuttable(new URL(DASHBOARD_URL));
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
page.setDefaultTimeout(20_000);
const complaints = [];
let mayFail = false;
page.on('pageerror', (error) => complaints.push(`error: ${error.stack}`));
page.on('console', (message) => {
  if (message.type() === 'error' && !mayFail) {
    complaints.push(`console: ${message.text()} ${message.location().url}`);
  }
});

/** What the gateway sent, socket by socket: the numbers of its news, and how each socket began. */
const heard = [];
page.on('websocket', (socket) => {
  const told = { asked: undefined, snapshots: 0, seqs: [] };
  heard.push(told);
  socket.on('framesent', ({ payload }) => (told.asked ??= JSON.parse(payload)));
  socket.on('framereceived', ({ payload }) => {
    const { type, seq } = JSON.parse(payload);
    if (type === 'snapshot') {
      told.snapshots += 1;
    } else if (type !== 'heartbeat') {
      told.seqs.push(seq);
    }
  });
});

/** A wire to the gateway that can be cut: nothing passes until it is mended. */
async function cuttable(target) {
  const ends = new Set();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      ends.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        ends.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    cut: () => {
      isCut = true;
      ends.forEach((end) => end.destroy());
    },
    mend: () => (isCut = false),
    close: () => {
      ends.forEach((end) => end.destroy());
      server.close();
    },
  };
}

/** Tells or asks the simulator something, and returns what it answers. */
async function venue(method, what, body) {
  const answer = await fetch(new URL(`/control/${what}`, VENUE_URL), { method, body: body && JSON.stringify(body) });
  assert.ok(answer.ok, `${method} ${what} must be obeyed by the simulator, which answered ${answer.status}`);
  return answer.json();
}

const playAt = (speed) => venue('POST', 'speed', { speed });

/** Opens the dashboard as another trader does. */
async function another() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const other = await context.newPage();
  other.setDefaultTimeout(20_000);
  await other.goto(DASHBOARD_URL);
  await other.getByLabel('User').fill(DASHBOARD_USER);
  await other.getByLabel('Password').fill(DASHBOARD_PASSWORD);
  await other.getByRole('button', { name: 'Log in' }).click();
  await liveLink(other).waitFor();
  return other;
}

/**
 * What a page says of positions, orders, signals, alerts and strategies, on a display that is high enough for much of it; as soon as that is what is expected, or else when it had time to
 * say it.
 */
async function told(of, expected = {}) {
  const before = of.viewportSize();
  await of.setViewportSize({ width: 1440, height: 5_000 });
  const texts = {};
  for (const name of ['Positions', 'Orders', 'Signals', 'Alerts', 'Strategies']) {
    await of.keyboard.press(String(SCREENS.indexOf(name) + 1));
    await screen(name, of).waitFor();
    for (let looks = 0; looks < 10 && (looks === 0 || texts[name] !== expected[name]); looks++) {
      await of.waitForTimeout(100);
      texts[name] = await screen(name, of).innerText();
    }
  }
  await of.setViewportSize(before);
  return texts;
}

let shots = 0;
const shot = (name) => page.screenshot({ path: join(SCREENSHOTS, `${++shots}-${name}.png`) });
const link = page.locator('header [role=status]');
const dialog = page.getByRole('alertdialog');
const screen = (name, of = page) => of.getByRole('main', { name });
const liveLink = (of) => of.locator('header [role=status]').filter({ hasText: /^Gateway\s*LIVE/ });
const SCREENS = ['Live', 'Positions', 'Orders', 'Signals', 'Alerts', 'Performance', 'Strategies', 'System', 'Session'];
const price = page.locator('.chart-price');
const tab = (name) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const rows = (label) => page.getByRole('table', { name: label }).locator('.table-body [role=row]');

async function step(name, look) {
  const began = Date.now();
  try {
    await look();
  } catch (failure) {
    await shot('failed');
    throw new Error(`${name}: ${failure.message}\nThe page complained: ${complaints.join('\n') || 'nothing'}`);
  }
  console.log(`${name} (${Date.now() - began} ms)`);
}

/** Waits until the text is another one, and returns it. */
async function changed(locator, before) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const text = (await locator.textContent())?.trim();
    if (text && text !== before) {
      return text;
    }
    assert.ok(Date.now() < deadline, `must change, stayed '${text}' for 20 s`);
    await page.waitForTimeout(100);
  }
}

/** How many different colours a canvas of the chart shows: an empty one has next to none. */
const colours = () =>
  page.locator('.chart-canvas').evaluate((chart) => {
    const counts = [...chart.querySelectorAll('canvas')].map((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let at = 0; at < data.length; at += 4) {
        seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
      }
      return seen.size;
    });
    return Math.max(0, ...counts);
  });

try {
  await step('nothing is to be seen before the login, and a wrong password does not help', async () => {
    await page.goto(wire.url);
    await page.getByLabel('User').fill(DASHBOARD_USER);
    await page.getByLabel('Password').fill('a guess');
    mayFail = true;
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('user or password is wrong').waitFor();
    mayFail = false;
    assert.equal(await page.locator('header').count(), 0);
    await shot('login');
  });

  await step('the page opens after the login and is live', async () => {
    await page.getByLabel('Password').fill(DASHBOARD_PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await liveLink(page).waitFor();
    await shot('opened');
  });

  await step('it says PAPER', async () => {
    await page.locator('header strong').filter({ hasText: /^PAPER$/ }).waitFor();
    assert.match(await page.title(), /PAPER/);
  });

  await step('the session that runs is stopped by hand, and one of the trader starts with the form', async () => {
    await page.keyboard.press(String(SCREENS.indexOf('Session') + 1));
    await screen('Session').getByRole('button', { name: 'Stop' }).click();
    await dialog.getByRole('button', { name: 'Stop session' }).click();
    await dialog.getByText('Accepted').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByLabel('Balance, USDT').fill('nothing');
    await page.getByRole('button', { name: 'Start PAPER session' }).click();
    await screen('Session').getByText('must be an amount above 0').waitFor();
    await page.getByLabel('Balance, USDT').fill('20000');
    await page.getByLabel('Name, or empty').fill('by-hand');
    await shot('start-form');
    await page.getByRole('button', { name: 'Start PAPER session' }).click();
    await screen('Live').waitFor();
    await page.locator('header').getByText('RUNNING').waitFor();
    assert.equal(await page.locator('header select').inputValue(), 'by-hand');
  });

  await step('the tape runs faster until just before its pump', async () => {
    await playAt(60);
    while ((await venue('GET', 'status')).tapeTime < PUMP_MILLIS - 20_000) {
      await page.waitForTimeout(50);
    }
    await playAt(10);
  });

  await step('candles are drawn and the price moves', async () => {
    await page.locator('.chart-canvas canvas').first().waitFor();
    const first = await changed(price, '–');
    await changed(price, first);
    assert.ok((await colours()) > 5, `the chart must be drawn, has ${await colours()} colours`);
  });

  await step('the age of the feed is shown', async () => {
    await page.locator('.chart-bar-end').getByText(/LIVE\s+[\d.]+ s/).waitFor();
  });

  await step('S1 and Z1 are among the signals', async () => {
    await tab('Signals').click();
    for (const section of ['S1', 'Z1']) {
      await rows('Signals').getByText(section, { exact: true }).first().waitFor({ timeout: TRADE_MILLIS });
    }
    await shot('signals');
  });

  await step('a signal explains itself', async () => {
    await rows('Signals').filter({ has: page.getByText('S1', { exact: true }) }).first().click();
    await page.locator('aside.detail').waitFor();
    await shot('signal-detail');
    await page.locator('aside.detail').getByRole('button', { name: 'Close' }).click();
  });

  await step('an order is listed and shows the chain that led to it', async () => {
    await tab('Orders').click();
    await rows('Orders').filter({ hasText: 'FILLED' }).first().waitFor({ timeout: TRADE_MILLIS });
    await rows('Orders').filter({ hasText: 'FILLED' }).first().click();
    const chain = page.locator('ol.chain');
    await chain.waitFor();
    for (const link of ['ticks', 'indicators', 'signals', 'orders', 'order-events', 'fills']) {
      await chain.getByText(link, { exact: true }).first().waitFor();
    }
    await shot('order-detail');
    await page.locator('aside.detail').getByRole('button', { name: 'Close' }).click();
  });

  await step('S1 and Z1 are marked on the chart, with the levels of the position', async () => {
    await page.locator('.chart-canvas canvas').first().waitFor();
    await shot('markers');
  });

  await step('the tape shows trades and sweeps', async () => {
    await page.locator('.trades li').first().waitFor();
    await page.locator('.depth-side').first().waitFor();
  });

  const card = page.locator('.cards > .card').first();
  const profit = card.locator('.position-profit > span').first();
  let symbol = '';

  await step('a position has a card whose profit moves, and the venue agrees', async () => {
    await page.keyboard.press('2');
    await screen('Positions').waitFor();
    await card.waitFor({ timeout: TRADE_MILLIS });
    await changed(profit, await profit.textContent());
    await card.getByText('✓ yes').waitFor();
    symbol = /[A-Z]+_USDT/.exec(await card.locator('h3').textContent())[0];
    assert.match(await page.title(), /^\(\d+\) PAPER/);
    await shot('position');
  });

  await step('the position is closed by hand', async () => {
    const mine = page.locator('.cards > .card').filter({ hasText: symbol });
    await mine.getByRole('button', { name: 'Close …' }).click();
    await shot('close-question');
    await dialog.getByRole('button', { name: 'Close all of it' }).click();
    await dialog.getByText('Accepted').waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await mine.waitFor({ state: 'detached' });
  });

  await step('the performance counts the closed trade, as the history has it', async () => {
    await page.keyboard.press(String(SCREENS.indexOf('Performance') + 1));
    await screen('Performance')
      .getByText(/[1-9]\d* W|[1-9]\d* L/)
      .first()
      .waitFor({ timeout: RECOVERY_MILLIS });
    await shot('performance');
  });

  await step('the alert of the protection is acknowledged', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    const alert = rows('Alerts').filter({ hasText: 'protection triggered' }).first();
    await alert.waitFor({ timeout: TRADE_MILLIS });
    await alert.getByRole('button', { name: 'Acknowledge' }).click();
    await rows('Alerts').getByText(`✓ ${DASHBOARD_USER}`).first().waitFor();
    await shot('acknowledged');
  });

  await step('the strategy says that it is protected, and until when', async () => {
    await page.keyboard.press('7');
    await screen('Strategies').getByText('low profit').first().waitFor();
    await page.keyboard.press('1');
    await screen('Live').waitFor();
  });

  await step('fills are listed', async () => {
    await tab('Fills').click();
    await rows('Fills').first().waitFor();
    await shot('fills');
  });

  for (const [word, state] of [
    ['HALT', 'HALTED'],
    ['RESUME', 'ACTIVE'],
  ]) {
    await step(`${word} needs its word, and counts who obeys`, async () => {
      await page.locator('.controls').getByRole('button', { name: word }).click();
      await dialog.getByLabel('Reason, for the log').fill('a look at the switch');
      await dialog.getByLabel(`Type ${word} to confirm`).fill(word);
      await dialog.getByRole('button', { name: word }).click();
      await dialog.getByText(/✓ (\d+) of \1 cells obey, slowest/).waitFor();
      await shot(word.toLowerCase());
      await dialog.getByRole('button', { name: 'Close' }).click();
      await page.locator('.topbar-trading').getByText(state).waitFor();
    });
  }

  await step('every screen is there, dark and light', async () => {
    for (const [index, name] of SCREENS.entries()) {
      await page.keyboard.press(String(index + 1));
      await screen(name).waitFor();
      await page.waitForTimeout(500);
      await shot(`${name.toLowerCase()}-dark`);
      await page.keyboard.press('d');
      await page.waitForTimeout(300);
      await shot(`${name.toLowerCase()}-light`);
      await page.keyboard.press('d');
    }
    await page.keyboard.press('1');
  });

  await step('a cut network shows at once, and then exactly what was missed comes', async () => {
    mayFail = true;
    const before = heard.at(-1);
    wire.cut();
    await link.filter({ hasText: /RECONNECTING|DISCONNECTED/ }).waitFor();
    await page.locator('.stale').first().waitFor();
    await shot('network-cut');
    await page.waitForTimeout(CUT_MILLIS);
    wire.mend();
    await liveLink(page).waitFor({ timeout: RECOVERY_MILLIS });
    await page.waitForTimeout(1_000);
    const after = heard.at(-1);
    assert.notEqual(after, before, 'there must be a new socket');
    const last = before.seqs.at(-1);
    assert.deepEqual(after.asked?.type, 'resume');
    assert.equal(after.snapshots, 0, 'what was missed must come, and no snapshot');
    assert.equal(after.seqs[0], after.asked.lastSeq + 1);
    assert.ok(after.asked.lastSeq <= last && after.asked.lastSeq > last - 100, `asked after ${after.asked.lastSeq}, had ${last}`);
    after.seqs.forEach((seq, index) => assert.equal(seq, after.seqs[0] + index, 'news must come once and in order'));
    console.log(`  ${after.seqs.length} messages after number ${after.asked.lastSeq}, none twice, none missing`);
    await changed(price, await price.textContent());
    mayFail = false;
  });

  const others = [];

  await step('it says that it is cut off when the gateway dies', async () => {
    others.push(await another(), await another());
    mayFail = true;
    process.kill(Number(GATEWAY_PID), 'SIGKILL');
    await link.filter({ hasText: /RECONNECTING|DISCONNECTED/ }).waitFor();
    await page.locator('.stale').first().waitFor();
    await shot('cut-off');
  });

  await step('it recovers by itself when the gateway is back', async () => {
    await liveLink(page).waitFor({ timeout: RECOVERY_MILLIS });
    await page.locator('.stale').first().waitFor({ state: 'detached' });
    await changed(price, await price.textContent());
    mayFail = false;
    await tab('Orders').click();
    await rows('Orders').filter({ hasText: 'FILLED' }).first().waitFor();
    await page.waitForTimeout(1_000);
    await shot('recovered');
  });

  await step('when nothing moves any more, every page that saw the gateway die says what a fresh one says', async () => {
    await venue('POST', 'pause');
    await page.waitForTimeout(5_000);
    const fresh = await told(await another());
    for (const name of Object.keys(fresh)) {
      assert.ok(fresh[name].split('\n').length > 5, `${name} must say something, says ${fresh[name]}`);
    }
    for (const old of [page, ...others]) {
      await liveLink(old).waitFor();
      assert.deepEqual(await told(old, fresh), fresh);
    }
    console.log(`  ${Object.values(fresh).join('\n').split('\n').length} lines of ${1 + others.length} pages are those of a fresh one`);
  });

  await step('it fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForTimeout(500);
    for (const [index, name] of SCREENS.entries()) {
      await page.keyboard.press(String(index + 1));
      await screen(name).waitFor();
      await page.waitForTimeout(400);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      await shot(`phone-${name.toLowerCase()}`);
      assert.ok(width <= 390, `${name} must not scroll sideways, is ${width} px wide`);
    }
  });

  await step('nothing was complained about', () => assert.deepEqual(complaints, []));
  console.log('the dashboard shows it all');
} catch (failure) {
  console.error(`FAILED ${failure.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  wire.close();
}

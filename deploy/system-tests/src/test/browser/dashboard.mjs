// Looks at the dashboard of a running stack as a trader does. Environment: DASHBOARD_URL, DASHBOARD_USER, DASHBOARD_PASSWORD, CHROMIUM, SCREENSHOTS (a directory), GATEWAY_PID.
// Prints one line a step; ends with exit code 1 and the step's name when something is not to be seen in time.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';

const { DASHBOARD_URL, DASHBOARD_USER, DASHBOARD_PASSWORD, CHROMIUM, SCREENSHOTS, GATEWAY_PID } = process.env;
const TRADE_MILLIS = 90_000;
const RECOVERY_MILLIS = 60_000;

mkdirSync(SCREENSHOTS, { recursive: true });
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
page.setDefaultTimeout(20_000);
const complaints = [];
let gatewayIsUp = true;
page.on('pageerror', (error) => complaints.push(`error: ${error.stack}`));
page.on('console', (message) => {
  if (message.type() === 'error' && gatewayIsUp) {
    complaints.push(`console: ${message.text()}`);
  }
});

let shots = 0;
const shot = (name) => page.screenshot({ path: join(SCREENSHOTS, `${++shots}-${name}.png`) });
const link = page.locator('header [role=status]');
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
    await page.goto(DASHBOARD_URL);
    await page.getByLabel('User').fill(DASHBOARD_USER);
    await page.getByLabel('Password').fill('a guess');
    gatewayIsUp = false;
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('user or password is wrong').waitFor();
    gatewayIsUp = true;
    assert.equal(await page.locator('header').count(), 0);
    await shot('login');
  });

  await step('the page opens after the login and is live', async () => {
    await page.getByLabel('Password').fill(DASHBOARD_PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await link.filter({ hasText: /^Gateway\s*LIVE/ }).waitFor();
    await shot('opened');
  });

  await step('it says PAPER', async () => {
    await page.locator('header strong').filter({ hasText: /^PAPER$/ }).waitFor();
    assert.match(await page.title(), /^PAPER/);
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

  await step('a position is listed, open or closed, and the venue agrees', async () => {
    await tab('Positions').click();
    await rows('Positions').filter({ hasText: 'yes' }).first().waitFor({ timeout: TRADE_MILLIS });
    await shot('positions');
  });

  await step('fills are listed', async () => {
    await tab('Fills').click();
    await rows('Fills').first().waitFor();
    await shot('fills');
  });

  await step('trading is halted, and resumed', async () => {
    const trading = page.locator('.topbar-trading');
    await trading.getByRole('button', { name: 'Halt' }).click();
    await page.getByRole('alertdialog').getByLabel('Reason, for the log').fill('a look at the switch');
    await shot('halt-question');
    await page.getByRole('alertdialog').getByLabel('Type HALT to confirm').fill('HALT');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Halt trading' }).click();
    await trading.getByText('HALTED').waitFor();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await shot('halted');
    await trading.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Resume trading' }).click();
    await trading.getByText('ACTIVE').waitFor();
  });

  await step('it says that it is cut off when the gateway dies', async () => {
    gatewayIsUp = false;
    process.kill(Number(GATEWAY_PID), 'SIGKILL');
    await link.filter({ hasText: /RECONNECTING|DISCONNECTED/ }).waitFor();
    await page.locator('.stale').first().waitFor();
    await shot('cut-off');
  });

  await step('it recovers by itself when the gateway is back', async () => {
    await link.filter({ hasText: /^Gateway\s*LIVE/ }).waitFor({ timeout: RECOVERY_MILLIS });
    await page.locator('.stale').first().waitFor({ state: 'detached' });
    await changed(price, await price.textContent());
    gatewayIsUp = true;
    await tab('Orders').click();
    await rows('Orders').filter({ hasText: 'FILLED' }).first().waitFor();
    await page.waitForTimeout(1_000);
    await shot('recovered');
  });

  await step('it fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForTimeout(500);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    await shot('phone');
    assert.ok(width <= 390, `must not scroll sideways, is ${width} px wide`);
  });

  await step('nothing was complained about', () => assert.deepEqual(complaints, []));
  console.log('the dashboard shows it all');
} catch (failure) {
  console.error(failure.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}

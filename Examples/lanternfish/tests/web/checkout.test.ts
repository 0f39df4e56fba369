import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { Checkout } from "../../web/src/checkout";
import { createServer, type FakeServer } from "./support/fakeServer";

const BASE_URL = "http://localhost:8080/api";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("Checkout", () => {
  let server: FakeServer;
  const checkout = new Checkout(BASE_URL);

  beforeAll(async () => {
    server = await createServer(8080);
  });

  afterAll(async () => {
    await server.close();
  });

  it("starts with an empty basket", () => {
    expect(checkout.basket).toEqual([]);
    expect(checkout.total).toBe(0);
  });

  it("adds a seat", () => {
    checkout.add({ sailing: "nh-sk-0930", seat: "A1", price: 4200 });

    expect(checkout.basket).toHaveLength(1);
  });

  it("adds up the total", () => {
    checkout.add({ sailing: "nh-sk-0930", seat: "A2", price: 4200 });

    expect(checkout.total).toBe(8400);
  });

  it("removes a seat", () => {
    checkout.remove("A1");

    expect(checkout.basket.map((item) => item.seat)).toEqual(["A2"]);
  });

  it("pays", async () => {
    const onPaid = vi.fn();
    checkout.on("paid", onPaid);

    checkout.pay({ card: "4111 1111 1111 1111", expires: "12/27" });
    await wait(500);

    expect(onPaid).toHaveBeenCalled();
  });

  it("shows the booking code", async () => {
    await wait(250);

    expect(checkout.bookingCode).toBeTruthy();
  });

  it("empties the basket after payment", () => {
    expect(checkout.basket).toEqual([]);
  });

  it("sends the chosen language along", async () => {
    const german = new Checkout(BASE_URL, { language: "de" });
    german.add({ sailing: "nh-sk-0930", seat: "B1", price: 4200 });

    await german.quote();

    expect(server.lastRequest.headers["accept-language"]).toBe("de");
  });
});

import { beforeEach, describe, expect, it } from "vitest";

import { PassengerForm } from "../../web/src/passengerForm";

describe("PassengerForm", () => {
  let form: PassengerForm;

  beforeEach(() => {
    form = new PassengerForm();
  });

  it("accepts a name and a mail address", () => {
    form.fill({ name: "Ines Falk", email: "ines@example.test" });

    expect(form.isValid()).toBe(true);
  });

  it("rejects an address without an at sign", () => {
    form.fill({ name: "Ines Falk", email: "ines.example.test" });

    expect(form.isValid()).toBe(false);
    expect(form.errors.email).toBe("Please enter a valid e-mail address.");
  });

  it("rejects an empty name", () => {
    form.fill({ name: "", email: "ines@example.test" });

    expect(form.isValid()).toBe(false);
  });

  it("works for children", () => {
    form.fill({ name: "Ole Falk", email: "ines@example.test", age: 7 });

    expect(form.fare).toBeLessThan(4200);
  });

  it("keeps what was typed when the page reloads", () => {
    // to be written once drafts are saved
  });

  it("trims white space", () => {
    form.fill({ name: "  Ines Falk ", email: " ines@example.test" });

    expect(form.values.name).toBe("Ines Falk");
    expect(form.values.email).toBe("ines@example.test");
  });
});

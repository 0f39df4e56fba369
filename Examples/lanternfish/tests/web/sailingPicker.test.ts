import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { createElement } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";

import { SailingPicker } from "../../web/src/SailingPicker";

const sailings = [
  { id: "s1", from: "Nordhaven", to: "Skerry", departs: "2026-07-01T06:30:00Z", free: 12 },
  { id: "s2", from: "Nordhaven", to: "Skerry", departs: "2026-07-01T09:30:00Z", free: 0 },
  { id: "s3", from: "Nordhaven", to: "Skerry", departs: "2026-07-01T12:30:00Z", free: 3 },
];

afterEach(cleanup);

describe("SailingPicker", () => {
  it("renders", () => {
    const { container } = render(createElement(SailingPicker, { sailings, onPick: vi.fn() }));

    expect(container).toMatchSnapshot();
  });

  it("calls back with the picked sailing", () => {
    const onPick = vi.fn();
    render(createElement(SailingPicker, { sailings, onPick }));

    fireEvent.click(screen.getByText("06:30"));

    expect(onPick).toHaveBeenCalledWith("s1");
  });

  it("does not offer a full sailing", () => {
    render(createElement(SailingPicker, { sailings, onPick: vi.fn() }));

    expect(screen.getByText("09:30").closest("button")?.disabled).toBe(true);
  });

  it("warns when few seats are left", () => {
    const { container } = render(createElement(SailingPicker, { sailings, onPick: vi.fn() }));

    expect(container.querySelectorAll("div > ul > li:nth-child(3) > span.hint")[0].textContent).toBe(
      "3 seats left",
    );
  });
});

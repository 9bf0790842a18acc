import { brandCss, brandOf, contrast, hslOf, MIN_CONTRAST } from "./brand";

it("reads a colour as hue, saturation and lightness", () => {
  expect(hslOf("#0e565d").map(Math.round)).toEqual([185, 74, 21]);
  expect(hslOf("#000000")).toEqual([0, 0, 0]);
});

it("measures contrast as WCAG does", () => {
  expect(contrast([0, 0, 0], [0, 0, 100])).toBeCloseTo(21);
  expect(contrast(hslOf("#767676"), [0, 0, 100])).toBeCloseTo(4.54, 1);
});

it.each(["#1d4ed8", "#7c3aed", "#b91c1c", "#15803d", "#000000"])("%s reads in both themes", (colour) => {
  const { light, dark } = brandOf(colour).contrast;
  expect(Math.min(light, dark)).toBeGreaterThanOrEqual(MIN_CONTRAST);
});

it("a pale colour does not read in the light theme", () => expect(brandOf("#f59e0b").contrast.light).toBeLessThan(2));

it("whatever the hue, the dark theme reads", () => {
  for (let red = 0; red < 256; red += 51)
    for (let green = 0; green < 256; green += 51)
      for (let blue = 0; blue < 256; blue += 51) {
        const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
        expect(brandOf(hex).contrast.dark).toBeGreaterThanOrEqual(MIN_CONTRAST);
      }
});

it("writes both themes", () =>
  expect(brandCss("#1d4ed8")).toMatch(/:root\{--primary:224\.\d .*:root\.dark\{--primary:/));

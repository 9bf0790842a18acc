// The signs that the light pages use, of Lucide (ISC).

const SHAPES = {
  back: "m15 18-6-6 6-6",
  open: "m6 9 6 6 6-6",
  on: "m9 18 6-6-6-6",
  turning: "M21 12a9 9 0 1 1-6.219-8.56",
  timer: "M10 2h4M12 14l3-3M4 14a8 8 0 1 0 16 0a8 8 0 1 0-16 0",
  search: "M3 11a8 8 0 1 0 16 0a8 8 0 1 0-16 0m18 10-4.3-4.3",
  phone:
    "M22 16.92v3a2 2 0 0 1-2.18 2 19.79 19.79 0 0 1-8.63-3.07 19.5 19.5 0 0 1-6-6 19.79 19.79 0 0 1-3.07-8.67A2 2 0 0 1 4.11 2h3a2 2 0 0 1 2 1.72 12.84 12.84 0 0 0 .7 2.81 2 2 0 0 1-.45 2.11L8.09 9.91a16 16 0 0 0 6 6l1.27-1.27a2 2 0 0 1 2.11-.45 12.84 12.84 0 0 0 2.81.7A2 2 0 0 1 22 16.92z",
  done: "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0m7 0 2 2 4-4",
  calendar: "M21 13V6a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h8M16 2v4M8 2v4M3 10h18m-5 9h6m-3-3v6",
  asked:
    "M21 7.5V6a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h3.5M16 2v4M8 2v4M3 10h5m9.5 7.5L16 16.3V14m-6 2a6 6 0 1 0 12 0a6 6 0 1 0-12 0",
  ended: "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0M22 2 2 22",
  warning: "m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4m0 4h.01",
};
const SIGN = "M10 2.6a7.4 7.4 0 1 0 7.4 7.4M10 7v6M7 10h6";
const SVG = "http://www.w3.org/2000/svg";

const drawn = (box, size, shape) => {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const given = { viewBox: `0 0 ${box} ${box}`, width: size, height: size, "aria-hidden": "true" };
  Object.keys(given).forEach((name) => svg.setAttribute(name, given[name]));
  path.setAttribute("d", shape);
  svg.appendChild(path);
  return svg;
};

export const icon = (name, size = 20) => drawn(24, size, SHAPES[name]);

/** The sign of a clinic that has no logo. */
export function sign() {
  const svg = drawn(20, 22, SIGN);
  const dot = document.createElementNS(SVG, "circle");
  const given = { cx: "15.6", cy: "4.4", r: "1.5", fill: "currentColor", stroke: "none" };
  Object.keys(given).forEach((name) => dot.setAttribute(name, given[name]));
  svg.appendChild(dot);
  return svg;
}

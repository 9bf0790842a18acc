import { placeOfToasts } from "./sonner";

/** Something at these edges of a window of 1440 × 900. */
function put(mark: string, edges: { left: number; top: number; right: number; bottom: number }, state = "open") {
  const element = document.createElement("div");
  element.setAttribute(mark, "");
  element.dataset.state = state;
  const { left, top, right, bottom } = edges;
  element.getBoundingClientRect = () => ({ ...edges, width: right - left, height: bottom - top }) as DOMRect;
  document.body.append(element);
}

beforeEach(() => {
  document.body.replaceChildren();
  Object.assign(window, { innerWidth: 1440, innerHeight: 900 });
});

const SHEET = { left: 960, top: 0, right: 1440, bottom: 900 };
const ITS_FOOT = { left: 960, top: 840, right: 1440, bottom: 900 };

it("stands in the corner of a page where nothing else is", () => {
  expect(placeOfToasts()).toEqual({ right: 16, bottom: 16 });
});

it("stands beside a sheet, whose buttons and fields stay free", () => {
  put("data-toasts-beside", SHEET);
  put("data-toasts-above", ITS_FOOT);
  expect(placeOfToasts()).toEqual({ right: 496, bottom: 16 });
});

it("stands above the foot of what fills a phone", () => {
  Object.assign(window, { innerWidth: 390, innerHeight: 844 });
  put("data-toasts-beside", { left: 0, top: 0, right: 390, bottom: 844 });
  put("data-toasts-above", { left: 0, top: 784, right: 390, bottom: 844 });
  expect(placeOfToasts()).toEqual({ right: 16, bottom: 76 });
});

it("stands above the foot of an editor in the page, and takes no notice of what is closing", () => {
  put("data-toasts-above", { left: 280, top: 850, right: 1416, bottom: 900 });
  put("data-toasts-beside", SHEET, "closed");
  expect(placeOfToasts()).toEqual({ right: 16, bottom: 66 });
});

describe("while somebody writes", () => {
  const write = (edges: { left: number; top: number; right: number; bottom: number }) => {
    const field = document.createElement("textarea");
    field.getBoundingClientRect = () =>
      ({ ...edges, width: edges.right - edges.left, height: edges.bottom - edges.top }) as DOMRect;
    document.body.append(field);
    field.focus();
  };

  it("stands above the field, where it would cover it", () => {
    put("data-toasts-above", { left: 280, top: 850, right: 1416, bottom: 900 });
    write({ left: 800, top: 760, right: 1400, bottom: 800 });
    expect(placeOfToasts()).toEqual({ right: 16, bottom: 156 });
  });

  it("stays in its corner, where the field is elsewhere", () => {
    write({ left: 300, top: 760, right: 900, bottom: 800 });
    expect(placeOfToasts()).toEqual({ right: 16, bottom: 16 });
  });
});

// Both sheets of the page: one part, fetched once.
export { EntrySheet } from "./entry-sheet";
export { OutageSheet } from "./outage-sheet";

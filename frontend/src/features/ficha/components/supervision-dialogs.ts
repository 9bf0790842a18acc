// The dialogs of a note's signatures and handover: one part, fetched once.
export { CosignDialog } from "./cosign-dialog";
export { PersonDialog } from "./person-dialog";
export { ReturnDialog } from "./return-dialog";
export { SignSupervised } from "./sign-supervised";

export { LogPage } from "./components/log-page";

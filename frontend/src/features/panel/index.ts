export { PanelPage } from "./components/panel-page";

export { InventoryPage } from "./components/inventory-page";
export { ProductPage } from "./components/product-page";

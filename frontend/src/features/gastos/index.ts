export { ExpensesPage } from "./components/expenses-page";

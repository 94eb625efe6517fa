// In JavaScript, because the package's own types lead to sources that do not compile under our settings.
export { GlobalSettings, Template } from 'adaptivecards-templating';

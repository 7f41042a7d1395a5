// Starts the editor with the configuration that the page names.
import { init } from "./sveltia/index.js";

init();

/** Mounts each element that names a module. One that fails leaves the rest of the page as it came. */

import { guardForms } from './lib/forms.js'

guardForms(document)

for (const root of document.querySelectorAll('[data-module]')) {
  import(`./modules/${root.dataset.module}.js`)
    .then((module) => {
      module.mount(root)
      root.dataset.mounted = '' // until then the page works as one without scripts
    })
    .catch((error) => console.error(`The module "${root.dataset.module}" did not start.`, error))
}

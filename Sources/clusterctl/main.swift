import Control
import Glibc

exit(await Control.run(Array(CommandLine.arguments.dropFirst())))

package dev.touchstone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "image",
        mixinStandardHelpOptions = true,
        description = "Code images in files: made here, loaded, relocated and run by any process.",
        footer = {
            "",
            "Examples:",
            "  touchstone image build --isa x86-64 --out inc.tsi --entry inc 'inc: lea rax, [rdi + 1]; ret'",
            "  touchstone image info inc.tsi",
            "  touchstone image run inc.tsi --set rdi=41",
            "  touchstone image run inc.tsi --engine process --arg 41"
        },
        subcommands = {ImageBuildCommand.class, ImageInfoCommand.class, ImageRunCommand.class})
final class ImageCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "name a subcommand: " + String.join(", ", spec.subcommands().keySet()));
    }
}

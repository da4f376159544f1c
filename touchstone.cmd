@echo off
rem Builds what is missing and runs the touchstone command.
setlocal EnableExtensions EnableDelayedExpansion
set "root=%~dp0"
set "jdk="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined jdk for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\zulu-*" "%ProgramFiles%\Amazon Corretto\jdk*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*jdk*") do if not defined jdk call :try "%%~d"
if not defined jdk (
  echo touchstone: no JDK 25 or later found. Install one ^(for example Temurin 25^), or set JAVA_HOME to it. 1>&2
  exit /b 2
)
set "stamp=%root%cli\target\built.stamp"
set "stale="
if not exist "%stamp%" (set "stale=1") else (
  for /f %%n in ('powershell -NoProfile -Command "$s=(Get-Item '%stamp%').LastWriteTime; (Get-ChildItem -Recurse -File '%root%' -Include *.java,*.rows,*.symbols,*.fixups,pom.xml ^| Where-Object { $_.FullName -notmatch '\\target\\' -and $_.LastWriteTime -gt $s } ^| Measure-Object).Count"') do if not "%%n"=="0" set "stale=1"
)
if defined stale (
  echo touchstone: building ^(the first time takes a minute or two^) 1>&2
  set "maven=%root%mvnw.cmd"
  where mvn >nul 2>&1 && set "maven=mvn"
  pushd "%root%"
  call "!maven!" -B -ntp -q process-classes 1>&2
  if errorlevel 1 (
    popd
    echo touchstone: the build failed; what Maven said stands above 1>&2
    exit /b 2
  )
  popd
  type nul > "%stamp%"
)
set /p classpath=<"%root%cli\target\class-path.txt"
"%jdk%\bin\java" -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED %TOUCHSTONE_JAVA_OPTS% -cp "%root%cli\target\classes;%classpath%" dev.touchstone.cli.Touchstone %*
exit /b %errorlevel%

:try
if not exist "%~1\bin\javac.exe" exit /b 0
for /f "tokens=3" %%v in ('""%~1\bin\java.exe" -version 2^>^&1 ^| findstr /i version"') do (
  for /f "tokens=1 delims=." %%m in ("%%~v") do if %%m GEQ 25 set "jdk=%~1"
)
exit /b 0
